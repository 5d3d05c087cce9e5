package io.agentmeter.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Every Java module, with the modules it may know. `shared-model ◀ functions ◀ local-cloud`, `shared-model ◀
/// collector`.
enum Module {
    SHARED_MODEL("shared-model"),
    LIBRARY("functions/library", SHARED_MODEL),
    AUTHORIZE("functions/authorize", SHARED_MODEL, LIBRARY),
    INGEST("functions/ingest", SHARED_MODEL, LIBRARY),
    AGGREGATE("functions/aggregate", SHARED_MODEL, LIBRARY),
    ALERT("functions/alert", SHARED_MODEL, LIBRARY),
    REPORT("functions/report", SHARED_MODEL, LIBRARY),
    QUERY("functions/query", SHARED_MODEL, LIBRARY),
    AUDIT("functions/audit", SHARED_MODEL, LIBRARY, AGGREGATE),
    PLAN("functions/plan", SHARED_MODEL, LIBRARY),
    BUDGET("functions/budget", SHARED_MODEL, LIBRARY),
    EVENT_SOURCE("event-source"),
    COLLECTOR("collector", SHARED_MODEL),
    INFRA_CDK("infra-cdk", SHARED_MODEL),
    SCENARIO("scenario"),
    CORPUS("corpus", SHARED_MODEL, LIBRARY, INGEST, AGGREGATE, COLLECTOR),
    FUZZ("fuzz", SHARED_MODEL, LIBRARY, INGEST, AGGREGATE, QUERY, REPORT),
    SIMULATOR("simulator", SHARED_MODEL, LIBRARY, INGEST, AGGREGATE, EVENT_SOURCE),
    BENCHMARKS("benchmarks", SHARED_MODEL, LIBRARY, INGEST, AGGREGATE, REPORT),
    LOCAL_CLOUD(
            "local-cloud",
            SHARED_MODEL,
            LIBRARY,
            AUTHORIZE,
            INGEST,
            AGGREGATE,
            ALERT,
            REPORT,
            QUERY,
            AUDIT,
            PLAN,
            EVENT_SOURCE);

    static final Set<Module> FUNCTIONS =
            EnumSet.of(AUTHORIZE, INGEST, AGGREGATE, ALERT, REPORT, QUERY, AUDIT, PLAN, BUDGET);

    private static final Map<Module, JavaClasses> READ = new ConcurrentHashMap<>();

    private final String folder;
    private final List<Module> knows;

    Module(String folder, Module... knows) {
        this.folder = folder;
        this.knows = List.of(knows);
    }

    String folder() {
        return folder;
    }

    boolean mayKnow(Module other) {
        return other == this || knows.contains(other);
    }

    /// The module's own classes, without its tests. Read once.
    JavaClasses classes() {
        return READ.computeIfAbsent(this, module -> new ClassFileImporter().importPath(module.classFolder()));
    }

    List<Path> sources() {
        return Repository.filesBelow(Repository.root().resolve(folder).resolve("src/main/java"), ".java");
    }

    static Stream<Module> all() {
        return Stream.of(values());
    }

    private Path classFolder() {
        return Repository.root().resolve(folder).resolve("target/classes");
    }
}
