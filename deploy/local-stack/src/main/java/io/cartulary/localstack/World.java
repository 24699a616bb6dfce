package io.cartulary.localstack;

import io.cartulary.contracts.Channels;
import java.util.UUID;

/** The names of one deployment of Cartulary: many deployments share the same servers. */
public record World(String database, String topic, String keyspace, String consumerGroup) {

    /** The names of production, which {@code deploy/up} also uses. */
    public static final World DEFAULT = new World("cartulary", Channels.EVENTS, "cartulary", "cartulary-query-side");

    /** The topic of other systems' commands. */
    public String commandsTopic() {
        return isDefault() ? Channels.COMMANDS : topic + ".commands";
    }

    /** The topic of rejections. */
    public String refusedTopic() {
        return isDefault() ? Channels.REFUSED : topic + ".refused";
    }

    /** The topic of records that are not commands. */
    public String setAsideTopic() {
        return isDefault() ? Channels.SET_ASIDE : topic + ".set-aside";
    }

    private boolean isDefault() {
        return topic.equals(Channels.EVENTS);
    }

    /** A new world, with its topics and tables. */
    public static World prepared(Endpoints endpoints) throws InterruptedException {
        World world = unique();
        world.prepare(endpoints);
        return world;
    }

    /** Makes what the services need, unless it exists: the topics and the event log's tables. */
    public void prepare(Endpoints endpoints) throws InterruptedException {
        Topics.create(endpoints.kafkaBootstrap(), this);
        Tables.create(endpoints, database);
    }

    /** New names, without anything behind them. */
    public static World unique() {
        String name =
                "cartulary_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return new World(name, name, name, name);
    }
}
