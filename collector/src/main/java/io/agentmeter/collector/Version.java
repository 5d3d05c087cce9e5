package io.agentmeter.collector;

import picocli.CommandLine;

final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"agentmeter " + (version == null ? "dev" : version)};
    }
}
