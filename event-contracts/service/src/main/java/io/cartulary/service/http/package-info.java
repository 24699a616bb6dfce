/** The common parts of both services' HTTP edges: authentication, the size limit of bodies, the form of problems. */
@NullMarked
package io.cartulary.service.http;

import org.jspecify.annotations.NullMarked;
