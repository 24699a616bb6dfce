package io.cartulary.localstack;

/**
 * Makes the servers of a stack ask for passwords and offer TLS, beside the plain access that this machine's own programs
 * keep: at MySQL and Cassandra on the same port, at Kafka on another one.
 *
 * @param certificate of all three servers
 * @param kafkaPort the port of the listener with TLS and passwords (SASL_SSL, SCRAM-SHA-512)
 */
record Security(Certificate certificate, int kafkaPort) {}
