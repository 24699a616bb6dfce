package io.cartulary.query.store;

import com.datastax.oss.driver.internal.core.ssl.DefaultSslEngineFactory;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The driver makes what application.conf names by reflection. */
@RegisterForReflection(targets = DefaultSslEngineFactory.class)
final class TlsInNative {

    private TlsInNative() {}
}
