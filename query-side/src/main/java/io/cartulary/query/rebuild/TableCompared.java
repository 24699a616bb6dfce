package io.cartulary.query.rebuild;

import java.util.List;

/**
 * The result of comparing a share of a table's rows.
 *
 * @param rows the number of keys in either generation
 * @param differing the number of them that still differ after the last read
 * @param differences the first differing rows
 */
record TableCompared(long rows, long differing, List<RowDifference> differences) {}
