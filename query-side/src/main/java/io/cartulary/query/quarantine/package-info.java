/**
 * The quarantine: streams that can't be projected further, their waiting events, and operators' requests. This package
 * stores and shows them; only the engine, which projects, puts streams in and releases them.
 */
@NullMarked
package io.cartulary.query.quarantine;

import org.jspecify.annotations.NullMarked;
