package io.cartulary.service.access;

/**
 * The permitted signature algorithms of tokens (RFC 7518, section 3.1). No symmetric one, so that a public key can't
 * serve as a secret; and never {@code none}.
 */
public enum SigningAlgorithm {
    RS256,
    ES256
}
