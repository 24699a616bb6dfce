package io.cartulary.localstack;

import java.time.Duration;
import java.util.Set;

/** The addresses and files of a running stack, for people. */
record Summary(LocalStack stack, Set<Member> members) {

    private static final Duration A_WORKING_DAY = Duration.ofHours(8);

    @Override
    public String toString() {
        return servers() + (members.containsAll(Member.SERVICES) ? services() : "");
    }

    private String servers() {
        Endpoints at = stack.endpoints();
        return """

                  MySQL       %s:%d, user %s, password %s
                  Kafka       %s, topic %s
                  Cassandra   %s, data center %s
                  logs        %s
                """.formatted(
                        at.mysqlHost(),
                        at.mysqlPort(),
                        at.mysqlUsername(),
                        at.mysqlPassword(),
                        at.kafkaBootstrap(),
                        World.DEFAULT.topic(),
                        at.cassandraContactPoint(),
                        at.cassandraDatacenter(),
                        stack.folder().resolve("logs"));
    }

    private String services() {
        String command = "http://127.0.0.1:" + stack.port(Member.COMMAND);
        String query = "http://127.0.0.1:" + stack.port(Member.QUERY);
        String gateway = "http://127.0.0.1:" + stack.port(Member.GATEWAY);
        return """
                  commands    %1$s/commands/v1
                  queries     %2$s/queries/v1
                  all of it   %3$s/commands/v1  %3$s/queries/v1
                  try it      %1$s/q/swagger-ui  %2$s/q/swagger-ui
                  metrics     %1$s/q/metrics  %2$s/q/metrics

                The console, signed in as staff and operator for eight hours:
                  %3$s/console/#token=%4$s

                A token: deploy/token customer alice
                A new cart, of a guest, with the guest's token:
                  curl -s -X POST %1$s/commands/v1/carts -H 'Content-Type: application/json' -d '{"currency":"EUR"}'
                """.formatted(command, query, gateway, Tokens.of("demo", A_WORKING_DAY, "staff", "operator"));
    }
}
