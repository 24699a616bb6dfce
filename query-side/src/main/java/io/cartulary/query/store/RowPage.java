package io.cartulary.query.store;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.smallrye.mutiny.Uni;

/** Some rows of a result, and the way to the next ones. */
public final class RowPage {

    private final AsyncResultSet page;

    RowPage(AsyncResultSet page) {
        this.page = page;
    }

    public Iterable<Row> rows() {
        return page.currentPage();
    }

    public boolean isLast() {
        return !page.hasMorePages();
    }

    /** @throws IllegalStateException after the last one */
    public Uni<RowPage> next() {
        return Store.asked(page::fetchNextPage).map(RowPage::new);
    }
}
