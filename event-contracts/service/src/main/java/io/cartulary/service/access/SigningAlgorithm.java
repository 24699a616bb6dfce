package io.cartulary.service.access;

/**
 * How a token may be signed (RFC 7518, section 3.1). No symmetric one, so that a public key can't be taken for a secret;
 * and never {@code none}.
 */
public enum SigningAlgorithm {
    RS256,
    ES256
}
