package io.agentmeter.scenario;

import java.net.URI;
import java.util.function.UnaryOperator;

/// Where a deployment answers. Behind one front the three are the same; with function URLs each function has its own.
///
/// @param reachable turns a download link of the deployment into one that this machine can open
public record Endpoints(URI ingest, URI query, URI report, UnaryOperator<URI> reachable) {

    /// One address for everything, as behind CloudFront, an HTTP API or the local cloud.
    public static Endpoints single(URI base) {
        return new Endpoints(base, base, base, UnaryOperator.identity());
    }
}
