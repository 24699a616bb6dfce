package io.cartulary.query.store;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.smallrye.mutiny.Uni;

/** A page of rows of a result, with access to the next page. */
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
