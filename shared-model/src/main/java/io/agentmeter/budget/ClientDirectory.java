package io.agentmeter.budget;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which projects are whose. A client is a name for several projects; a project belongs to one client at most.
///
/// @param clients by id
public record ClientDirectory(SortedMap<String, Client> clients) {
    public static final ClientDirectory NONE = new ClientDirectory(new TreeMap<>());

    /// @param version 1 when it was created, then raised by each change
    /// @param projectsVersion raised by each change of its projects only
    public record Client(String id, String name, List<String> projects, long version, long projectsVersion) {
        public Client {
            projects = projects.stream().distinct().sorted().toList();
        }

        /// One of which it is not known which changes were of its projects: all of them may have been.
        public Client(String id, String name, List<String> projects, long version) {
            this(id, name, projects, version, version);
        }

        public static Client created(String id, String name, List<String> projects) {
            return new Client(id, name, projects, 1);
        }

        public Client changed(String newName, List<String> newProjects) {
            Client renamed = new Client(id, newName, newProjects, version + 1, projectsVersion);
            return renamed.projects.equals(projects)
                    ? renamed
                    : new Client(id, newName, newProjects, version + 1, projectsVersion + 1);
        }
    }

    public ClientDirectory {
        clients = Collections.unmodifiableSortedMap(new TreeMap<>(clients));
    }

    public static ClientDirectory of(Collection<Client> all) {
        TreeMap<String, Client> byId = new TreeMap<>();
        all.forEach(client -> byId.put(client.id(), client));
        return new ClientDirectory(byId);
    }

    /// The client whose project it is, empty if nobody's. Were it two clients', the first by id has it.
    public String clientOf(String project) {
        return clients.values().stream()
                .filter(client -> client.projects().contains(project))
                .map(Client::id)
                .findFirst()
                .orElse("");
    }

    public Optional<Client> find(String id) {
        return Optional.ofNullable(clients.get(id));
    }

    /// Rises whenever a client is created or has other projects; a name alone changes nothing that is counted.
    public long projectsVersion() {
        return clients.values().stream().mapToLong(Client::projectsVersion).sum();
    }
}
