package io.agentmeter.collector;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The options that every command has, for those that are declared without annotations (decision 0050).
public final class HelpOptions {
    private HelpOptions() {}

    public static void declare(CommandSpec command) {
        command.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .type(boolean.class)
                .arity("0")
                .description("Show this help message and exit.")
                .build());
        command.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .type(boolean.class)
                .arity("0")
                .description("Print version information and exit.")
                .build());
        command.versionProvider(new Version());
    }
}
