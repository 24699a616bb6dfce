/**
 * Building views anew beside the living ones. A rebuild gives the tables of some views a next generation, has every new
 * event go into it, too, folds what was before from the beginning of the topic, and compares the two row by row. An
 * operator then has queries answered from the new one; the old one is kept up to date until it is dropped, for a way
 * back.
 *
 * <p>What an operator requests is a state in the table {@code generation}, which every replica reads once a second; the
 * work is done partition by partition by the replicas that project them, so it is shared, and goes on elsewhere when one
 * of them dies.
 */
@NullMarked
package io.cartulary.query.rebuild;

import org.jspecify.annotations.NullMarked;
