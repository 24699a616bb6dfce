/**
 * What a view consists of: its fold, the row that stores the last state of each stream, and the secondary tables whose
 * rows follow from its transitions. The engine in {@code projection} finds all of them by CDI.
 */
@NullMarked
package io.cartulary.query.view;

import org.jspecify.annotations.NullMarked;
