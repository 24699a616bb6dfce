package io.cartulary.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.query.store.ColumnNames;
import io.cartulary.query.store.Tables;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The migrations of all tables. */
@QuarkusTest
@TestProfile(OneWorld.class)
class MigrationsIT {

    @Inject
    @All
    List<Tables> tables;

    /** Cassandra hides every value of such a column whose timestamp is older than the drop: all of ours are. */
    @Test
    void no_dropped_column_comes_back_under_its_name() {
        assertThat(tables)
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(ColumnNames.usedAgain(each.migrations())).isEmpty());
    }
}
