/** What both services' HTTP edges do alike: who calls, how large a body may be, what a problem looks like. */
@NullMarked
package io.cartulary.service.http;

import org.jspecify.annotations.NullMarked;
