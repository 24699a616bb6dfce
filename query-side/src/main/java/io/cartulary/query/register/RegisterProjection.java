package io.cartulary.query.register;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Problem;
import io.cartulary.query.live.Visibility;
import io.cartulary.query.store.Store;
import io.cartulary.query.timeline.Fold;
import io.cartulary.query.view.JsonProjection;
import io.cartulary.query.view.SecondaryTable;
import io.cartulary.query.view.TableKey;
import io.cartulary.query.view.Versioned;
import io.cartulary.service.access.Caller;
import io.cartulary.service.access.Role;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * The entries of a register that staff maintain: a row per entry. Their events, which name the staff, are for staff.
 *
 * @param <S> the state of an entry
 */
public abstract class RegisterProjection<S extends Versioned> extends JsonProjection<S> implements Visibility {

    private final Problem unknown;

    /**
     * @param category the category of the entries' streams
     * @param table without the keyspace
     * @param key the column that has the root id of the stream
     * @param unknown the problem when there is no such entry
     */
    protected RegisterProjection(
            Store store,
            String category,
            String table,
            String key,
            Class<S> type,
            Fold<S> fold,
            List<SecondaryTable<S>> secondaryTables,
            Problem unknown) {
        super(store, category, table, TableKey.text(key), type, fold, secondaryTables);
        this.unknown = unknown;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public Uni<Boolean> permits(StreamId stream, Caller caller) {
        return caller.is(Role.STAFF)
                ? read(stream).map(Optional::isPresent)
                : Uni.createFrom().item(false);
    }

    @Override
    public Problem unknown() {
        return unknown;
    }
}
