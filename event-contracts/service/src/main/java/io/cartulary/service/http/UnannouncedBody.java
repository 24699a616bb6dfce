package io.cartulary.service.http;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Enforces the size limit on a body without an announced length. Quarkus would too, with an answer that has no body and
 * no code, so {@link BodyLimit} gives it a higher limit than this class has.
 */
@Provider
public class UnannouncedBody implements ReaderInterceptor {

    private final long limit;

    public UnannouncedBody(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (!context.getHeaders().containsKey(HttpHeaders.CONTENT_LENGTH)) {
            context.setInputStream(new Limited(context.getInputStream(), limit));
        }
        return context.proceed();
    }

    @ServerExceptionMapper
    public Response tooLarge(TooLargeException excess, UriInfo uri) {
        return ProblemResponse.of(
                BodyLimit.tooLarge(limit)
                        // the rest of the body is not read
                        .withHeader("Connection", "close")
                        .build(),
                excess,
                uri);
    }

    /** An IOException, because Jackson passes those of a stream on and wraps all others. */
    public static final class TooLargeException extends IOException {
        @Serial
        private static final long serialVersionUID = 1;
    }

    private static final class Limited extends FilterInputStream {

        private final long limit;
        private long count;

        private Limited(InputStream body, long limit) {
            super(body);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            count += read;
            if (count > limit) {
                throw new TooLargeException();
            }
        }
    }
}
