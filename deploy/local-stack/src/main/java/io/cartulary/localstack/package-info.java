/**
 * Real MySQL, Kafka and Cassandra, and both services, as child processes on this machine.
 * {@link io.cartulary.localstack.Deploy} is the command line behind {@code deploy/up} and {@code deploy/down};
 * {@link io.cartulary.localstack.LocalStack}, {@link io.cartulary.localstack.Service} and
 * {@link io.cartulary.localstack.LocalStackResource} are what tests use. A stack is a folder: its data, its logs, and
 * one state file with the running processes.
 */
@NullMarked
package io.cartulary.localstack;

import org.jspecify.annotations.NullMarked;
