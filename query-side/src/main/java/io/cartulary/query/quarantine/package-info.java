/**
 * The quarantine: streams that can't be projected any further, the events of theirs that wait, and what operators request
 * to be done about it. Here it is kept and shown; who is put in and let out is for the engine to say, which alone
 * projects.
 */
@NullMarked
package io.cartulary.query.quarantine;

import org.jspecify.annotations.NullMarked;
