package io.agentmeter.collector;

import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The agents that a command knows, by the names used everywhere.
public enum SupportedAgent {
    CLAUDE_CODE("claude-code");

    private final String label;

    SupportedAgent(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /// For the command line.
    public static final class Converter implements ITypeConverter<SupportedAgent> {
        @Override
        public SupportedAgent convert(String text) {
            return List.of(values()).stream()
                    .filter(agent -> agent.label.equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("it must be claude-code, not '" + text + "'"));
        }
    }
}
