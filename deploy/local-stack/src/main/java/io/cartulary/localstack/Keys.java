package io.cartulary.localstack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The key pairs of all stacks of a checkout, made once: RSA for the issuer of the shop's tokens, which {@link Tokens}
 * simulates, and EC for the tokens that the command side makes for guests. They have no value outside this machine.
 */
record Keys(Path folder) {

    private static final int RSA_BITS = 2048;

    /** The keys of this process' checkout; makes them when there are none yet. */
    static Keys ofCheckout() {
        Path data = Checkout.find().data();
        Keys keys = new Keys(data.resolve("keys"));
        if (!Files.exists(keys.folder)) {
            try {
                make(data, keys.folder);
            } catch (IOException | GeneralSecurityException failure) {
                throw new Failure("the keys for tokens can't be made in %s: %s".formatted(data, failure));
            }
        }
        return keys;
    }

    Path shopPublic() {
        return folder.resolve("shop.public.pem");
    }

    Path guestsPublic() {
        return folder.resolve("guests.public.pem");
    }

    Path guestsPrivate() {
        return folder.resolve("guests.private.pem");
    }

    private Path shopPrivate() {
        return folder.resolve("shop.private.pem");
    }

    /** The signing key of the shop's issuer. */
    PrivateKey shop() {
        return privateKey("RSA", shopPrivate());
    }

    /** The command side's signing key for guests. */
    PrivateKey guests() {
        return privateKey("EC", guestsPrivate());
    }

    /** A key that {@link #pem} has written. */
    private static PrivateKey privateKey(String algorithm, Path file) {
        try {
            return privateKey(algorithm, Files.readString(file), file.toString());
        } catch (IOException unreadable) {
            throw new Failure("the key in %s can't be read: %s".formatted(file, unreadable));
        }
    }

    /**
     * A private key of another issuer.
     *
     * @param pem PKCS #8
     * @param source where it is, for the message
     */
    static PrivateKey rsa(String pem, String source) {
        return privateKey("RSA", pem, source);
    }

    private static PrivateKey privateKey(String algorithm, String pem, String source) {
        try {
            byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new Failure("the key in %s can't be read: %s".formatted(source, unreadable));
        }
    }

    /** Beside, and then all at once: others may be looking, and making theirs. */
    private static void make(Path data, Path folder) throws IOException, GeneralSecurityException {
        Files.createDirectories(data);
        Path beside = Files.createTempDirectory(data, "keys-");
        var made = new Keys(beside);
        var rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(RSA_BITS);
        write(rsa.generateKeyPair(), made.shopPrivate(), made.shopPublic());
        var ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(256);
        write(ec.generateKeyPair(), made.guestsPrivate(), made.guestsPublic());
        try {
            Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException failure) {
            if (!Files.exists(folder)) {
                throw failure;
            }
            for (Path file :
                    new Path[] {made.shopPrivate(), made.shopPublic(), made.guestsPrivate(), made.guestsPublic(), beside
                    }) {
                Files.delete(file);
            }
        }
    }

    private static void write(KeyPair pair, Path privateFile, Path publicFile) throws IOException {
        Files.createFile(
                privateFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(privateFile, pem("PRIVATE", pair.getPrivate().getEncoded()));
        Files.writeString(publicFile, pem("PUBLIC", pair.getPublic().getEncoded()));
    }

    private static String pem(String kind, byte[] key) {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(key);
        return "-----BEGIN %1$s KEY-----\n%2$s\n-----END %1$s KEY-----\n".formatted(kind, text);
    }
}
