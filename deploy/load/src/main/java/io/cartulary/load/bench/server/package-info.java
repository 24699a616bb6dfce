/**
 * What measurements run on: the machine's servers, databases and topics of their own on them, and command services as
 * processes.
 */
@NullMarked
package io.cartulary.load.bench.server;

import org.jspecify.annotations.NullMarked;
