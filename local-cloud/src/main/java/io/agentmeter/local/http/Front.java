package io.agentmeter.local.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Everything that the one public port answers: the API, the dashboard, and the pages only a local cloud has.
public final class Front implements LocalServer.Answerer {
    /// API Gateway's limit for a body.
    private static final int BODY_LIMIT = 10 * 1024 * 1024;

    private final Gateway gateway;
    private final Site site;
    private final Map<String, Supplier<HttpAnswer>> localPages;

    /// @param localPages answers by path below `/local/`
    public Front(Gateway gateway, Site site, Map<String, Supplier<HttpAnswer>> localPages) {
        this.gateway = gateway;
        this.site = site;
        this.localPages = Map.copyOf(localPages);
    }

    public static LocalServer.Limits limits() {
        return new LocalServer.Limits(BODY_LIMIT, Problems.tooLarge(BODY_LIMIT), Duration.ofMinutes(2));
    }

    /// What is answered while the local cloud is not ready yet, or not any more.
    public static HttpAnswer notReady() {
        return Problems.unavailable("the local cloud is starting or stopping");
    }

    @Override
    public HttpAnswer answer(HttpCall call) throws InterruptedException {
        String path = call.path();
        if (path.startsWith("/local/")) {
            return local(call);
        }
        boolean api =
                path.equals("/healthz") || List.of("/v1/", "/api/").stream().anyMatch(path::startsWith);
        return api ? gateway.answer(call) : site.answer(call);
    }

    private HttpAnswer local(HttpCall call) {
        if (!LoopbackOnly.allows(call)) {
            return Problems.forbidden("only this machine's own dashboard may read this");
        }
        Supplier<HttpAnswer> page = localPages.get(call.path());
        if (page == null || !call.method().equals("GET")) {
            return Problems.notFound(call.method() + " " + call.path());
        }
        return page.get().with("cache-control", "no-store").with("x-content-type-options", "nosniff");
    }
}
