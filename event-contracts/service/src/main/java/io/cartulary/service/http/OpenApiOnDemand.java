package io.cartulary.service.http;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentHolder;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.smallrye.openapi.runtime.OpenApiRecorder;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;
import io.smallrye.openapi.runtime.io.Format;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * In a native image only. Quarkus makes the OpenAPI document at every start, as JSON and as YAML, which takes as long
 * as the rest of a native start, and leaves garbage. This class makes it at the first request for it.
 */
final class OpenApiOnDemand {

    private static final Queue<Preparation> PREPARATIONS = new ArrayDeque<>();

    private OpenApiOnDemand() {}

    private record Preparation(
            @Nullable AutoSecurityFilter security, Map<RunStage, List<String>> filters, String document) {}

    @TargetClass(OpenApiRecorder.class)
    static final class AtStart {

        private AtStart() {}

        @Substitute
        public void prepareDocument(
                @Nullable AutoSecurityFilter security, Map<RunStage, List<String>> filters, String document) {
            synchronized (PREPARATIONS) {
                PREPARATIONS.add(new Preparation(security, filters, document));
            }
        }
    }

    @TargetClass(OpenApiDocumentService.class)
    static final class WhenAsked {

        @Alias
        private Map<String, OpenApiDocumentHolder> documentHolders = Map.of();

        private WhenAsked() {}

        @Alias
        native void prepareDocument(
                @Nullable AutoSecurityFilter security, Map<RunStage, List<String>> filters, String document);

        @Substitute
        public byte[] getDocument(String document, Format format) {
            synchronized (PREPARATIONS) {
                for (Preparation next = PREPARATIONS.poll(); next != null; next = PREPARATIONS.poll()) {
                    prepareDocument(next.security(), next.filters(), next.document());
                }
                OpenApiDocumentHolder made = documentHolders.get(document);
                if (made == null) {
                    return new byte[0];
                }
                return format == Format.JSON ? made.getJsonDocument() : made.getYamlDocument();
            }
        }
    }
}
