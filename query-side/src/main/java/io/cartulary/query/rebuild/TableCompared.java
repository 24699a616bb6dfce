package io.cartulary.query.rebuild;

import java.util.List;

/**
 * What has come of comparing a share of a table's rows.
 *
 * @param rows how many keys there are in either generation
 * @param differing how many of them differ for good
 * @param differences the first ones
 */
record TableCompared(long rows, long differing, List<RowDifference> differences) {}
