package io.cartulary.localstack;

import io.cartulary.contracts.Channels;
import java.util.UUID;

/** The names under which one deployment of Cartulary keeps its things: many fit on the same servers. */
public record World(String database, String topic, String keyspace, String consumerGroup) {

    /** The names of production, which {@code deploy/up} uses too. */
    public static final World DEFAULT = new World("cartulary", Channels.EVENTS, "cartulary", "cartulary-query-side");

    /** Where this deployment takes commands of other systems. */
    public String commandsTopic() {
        return isDefault() ? Channels.COMMANDS : topic + ".commands";
    }

    /** Where it tells of those it refuses. */
    public String refusedTopic() {
        return isDefault() ? Channels.REFUSED : topic + ".refused";
    }

    /** Where it keeps what is no command. */
    public String setAsideTopic() {
        return isDefault() ? Channels.SET_ASIDE : topic + ".set-aside";
    }

    private boolean isDefault() {
        return topic.equals(Channels.EVENTS);
    }

    /** A world that nobody has used before, with its topics and tables. */
    public static World prepared(Endpoints endpoints) throws InterruptedException {
        World world = unique();
        world.prepare(endpoints);
        return world;
    }

    /** Makes what the services expect to find, unless it is there: the topics and the event log's tables. */
    public void prepare(Endpoints endpoints) throws InterruptedException {
        Topics.create(endpoints.kafkaBootstrap(), this);
        Tables.create(endpoints, database);
    }

    /** Names that nobody has used before, and nothing behind them. */
    public static World unique() {
        String name =
                "cartulary_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return new World(name, name, name, name);
    }
}
