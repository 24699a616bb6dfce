/**
 * What the views of the staff's registers share: a row for each entry, the list of all entries, and both at any past
 * moment. A register adds a record with its fold, and names category, table and key.
 */
@NullMarked
package io.cartulary.query.register;

import org.jspecify.annotations.NullMarked;
