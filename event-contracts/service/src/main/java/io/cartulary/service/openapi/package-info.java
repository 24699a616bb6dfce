/**
 * The OpenAPI documents of both services: what the scanner of the resources leaves out, the schemas of the contracts, the
 * problems of each operation, and the rules that a document has to keep for its service to be built.
 */
@NullMarked
package io.cartulary.service.openapi;

import org.jspecify.annotations.NullMarked;
