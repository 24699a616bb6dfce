/** What the auditor has checked, and what it checks next. */
@NullMarked
package io.cartulary.query.audit;

import org.jspecify.annotations.NullMarked;
