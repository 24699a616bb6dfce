/** The figures as a Markdown table, and the goals that they are held against. */
@NullMarked
package io.cartulary.load.bench.report;

import org.jspecify.annotations.NullMarked;
