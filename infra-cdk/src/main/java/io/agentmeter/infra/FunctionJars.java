package io.agentmeter.infra;

import io.agentmeter.deployment.Functions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.services.lambda.Code;

/// Where each function's shaded jar lies.
public final class FunctionJars {
    private final Path repository;

    private FunctionJars(Path repository) {
        this.repository = repository;
    }

    /// The answer to looking for the jars.
    public sealed interface Search {}

    /// Every jar is there.
    public record Found(FunctionJars jars) implements Search {}

    /// Some are not; nothing can be deployed.
    public record Missing(List<Path> files) implements Search {
        /// What is wrong and what to do about it.
        public String message() {
            return "The functions' jars are missing; build them with `mvn package -DskipTests` (scripts/deploy does). Missing: "
                    + files.stream().map(Path::normalize).toList();
        }
    }

    /// Looks for the jars of every function below a checkout of the repository.
    public static Search in(Path repository) {
        FunctionJars jars = new FunctionJars(repository);
        List<Path> missing = Functions.all().stream()
                .map(jars::pathOf)
                .distinct()
                .filter(file -> !Files.isRegularFile(file))
                .toList();
        return missing.isEmpty() ? new Found(jars) : new Missing(missing);
    }

    Code codeOf(Functions function) {
        return Code.fromAsset(pathOf(function).toString());
    }

    private Path pathOf(Functions function) {
        return repository.resolve("functions/%s/target/%s.jar".formatted(function.module(), function.module()));
    }
}
