/** The parts of every command over HTTP: its headers, its answers, and its errors as problem details. */
@NullMarked
package io.cartulary.command.http;

import org.jspecify.annotations.NullMarked;
