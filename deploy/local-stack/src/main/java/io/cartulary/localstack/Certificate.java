package io.cartulary.localstack;

import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * A self-signed certificate of a server on this machine: for {@code localhost} and 127.0.0.1.
 *
 * @param folder of its files
 * @param name of its files
 */
public record Certificate(Path folder, String name) {

    /** Of the key store. */
    public static final String PASSWORD = "cartulary";

    /** Makes a new certificate, valid for a day. */
    public static Certificate create(Path folder, String name) {
        try {
            Files.createDirectories(folder);
            new CertificateGenerator(folder, true)
                    .generate(new CertificateRequest()
                            .withName(name)
                            .withCN("localhost")
                            .withSubjectAlternativeName("DNS:localhost")
                            .withSubjectAlternativeName("IP:127.0.0.1")
                            .withDuration(Duration.ofDays(1))
                            .withPassword(PASSWORD)
                            .withFormat(Format.PEM)
                            .withFormat(Format.PKCS12));
        } catch (Exception failure) {
            throw new Failure("no certificate can be made in %s: %s".formatted(folder, failure));
        }
        return new Certificate(folder, name);
    }

    /** Copies the PEM files. */
    Certificate copyTo(Path other) throws IOException {
        var copy = new Certificate(other, name);
        Files.createDirectories(other);
        Files.copy(certificate(), copy.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(key(), copy.key(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(trusted(), copy.trusted(), StandardCopyOption.REPLACE_EXISTING);
        return copy;
    }

    /** The certificate, as PEM. */
    public Path certificate() {
        return folder.resolve(name + ".crt");
    }

    /** Its private key, as PEM. */
    public Path key() {
        return folder.resolve(name + ".key");
    }

    /** Whom a client of the server has to trust, as PEM. */
    public Path trusted() {
        return folder.resolve(name + "-ca.crt");
    }

    /** The same, as PKCS #12, with {@link #PASSWORD}. */
    public Path trustStore() {
        return folder.resolve(name + "-truststore.p12");
    }

    /** The certificate and its key, as PKCS #12, with {@link #PASSWORD}. */
    public Path keyStore() {
        return folder.resolve(name + "-keystore.p12");
    }
}
