package org.countersign.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;
import org.yaml.snakeyaml.Yaml;

class ComposeTests {

    private static final Path COMPOSE = Path.of("docker/compose.yaml");
    private static final Path EXAMPLE = Path.of("docker/.env.example");
    private static final List<Path> SETTINGS = List.of(
            Path.of("src/main/resources/application.yaml"), Path.of("src/main/resources/application-mariadb.yaml"));

    /** Settings of Spring Boot itself that our own files leave alone. */
    private static final Set<String> OF_SPRING =
            Set.of("spring.profiles.active", "spring.mail.host", "spring.mail.port", "spring.mail.username");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+)(:?)");
    private static final Pattern VALUE = Pattern.compile("@Value\\(\"\\$\\{([a-z.-]+)");

    @Test
    @DisplayName("Everything that the server demands of its environment is set")
    void whatTheServerDemandsIsSet() throws IOException {
        var demanded = new TreeSet<String>();
        PLACEHOLDER
                .matcher(Files.readString(SETTINGS.get(1)))
                .results()
                .filter(match -> match.group(2).isEmpty())
                .forEach(match -> demanded.add(match.group(1)));
        demanded.addAll(Set.of("COUNTERSIGN_SECRET", "COUNTERSIGN_ADMIN_PASSWORD"));

        assertThat(environment("server").keySet()).containsAll(demanded);
    }

    @Test
    @DisplayName("Everything that is set is read by the server")
    void whatIsSetIsRead() throws IOException {
        var known = new TreeSet<>(OF_SPRING);
        for (var file : SETTINGS) {
            for (var source : new YamlPropertySourceLoader().load("settings", new FileSystemResource(file))) {
                known.addAll(List.of(((EnumerablePropertySource<?>) source).getPropertyNames()));
            }
            PLACEHOLDER.matcher(Files.readString(file)).results().forEach(match -> known.add(match.group(1)));
        }
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (var source : sources.filter(Files::isRegularFile).toList()) {
                VALUE.matcher(Files.readString(source)).results().forEach(match -> known.add(match.group(1)));
            }
        }
        var names = known.stream().map(ComposeTests::variable).collect(Collectors.toSet());

        assertThat(names).containsAll(environment("server").keySet());
    }

    @Test
    @DisplayName("Everything that an operator has to fill in stands in the example, and no secret in the compose file")
    void whatAnOperatorFillsInStandsInTheExample() throws IOException {
        var example = Files.readAllLines(EXAMPLE).stream()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1)));
        var used = PLACEHOLDER
                .matcher(Files.readString(COMPOSE))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(example.keySet()).containsExactlyInAnyOrderElementsOf(used);
        Stream.of(environment("server"), environment("database"))
                .flatMap(environment -> environment.entrySet().stream())
                .filter(entry -> entry.getKey().matches(".*(PASSWORD|SECRET)"))
                .forEach(
                        entry -> assertThat(entry.getValue()).as(entry.getKey()).startsWith("${"));
        assertThat(example.entrySet())
                .filteredOn(entry -> entry.getKey().matches(".*(PASSWORD|SECRET)"))
                .allSatisfy(entry -> assertThat(entry.getValue()).isEmpty());
    }

    @Test
    @DisplayName("The database holds every character and is waited for")
    void theDatabaseHoldsEveryCharacter() throws IOException {
        var database = service("database");
        assertThat((Collection<?>) database.get("command"))
                .map(Object::toString)
                .contains("--character-set-server=utf8mb4", "--collation-server=utf8mb4_bin", "--old-mode=");
        assertThat(database).containsKey("healthcheck");
        assertThat(service("server").get("depends_on").toString()).contains("database={condition=service_healthy}");
    }

    @Test
    @DisplayName("Two servers stand behind one address, and differ in nothing but their names")
    void twoServersDifferInTheirNamesAlone() throws IOException {
        var first = new HashMap<>(service("server"));
        var second = new HashMap<>(service("server-2"));
        first.remove("environment");
        second.remove("environment");
        assertThat(second).isEqualTo(first);
        var differing = environment("server").entrySet().stream()
                .filter(one -> !one.getValue().equals(settings("server-2").get(one.getKey())))
                .map(Map.Entry::getKey);
        assertThat(differing).containsExactly("COUNTERSIGN_NODE");
        assertThat(environment("server-2")).hasSameSizeAs(environment("server"));

        assertThat(service("server")).doesNotContainKey("ports");
        assertThat(service("proxy").get("ports").toString()).contains("8080:8080");
        assertThat(service("proxy").get("volumes").toString()).contains("./Caddyfile");
        assertThat(Files.readString(Path.of("docker/Caddyfile")))
                .contains("reverse_proxy server:8080 server-2:8080")
                .contains("health_uri /actuator/health/readiness");
    }

    @Test
    @DisplayName("The proxy has the one right without which its image cannot be started, and no other")
    void theProxyHasOneRight() throws IOException {
        assertThat(service("proxy").get("cap_drop")).isEqualTo(List.of("ALL"));
        assertThat(service("proxy").get("cap_add")).isEqualTo(List.of("NET_BIND_SERVICE"));
    }

    @Test
    @DisplayName("A build knows when it was made: by that servers tell whose models are newer")
    void aBuildKnowsWhenItWasMade() throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));
        assertThat(pom.substring(pom.indexOf("<id>build-info</id>"))).contains("<time>${maven.build.timestamp}</time>");
    }

    private static Map<String, String> settings(String service) {
        try {
            return environment(service);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("The server's image runs without rights, says whether it is well, and knows its layers")
    void theImageIsModest() throws IOException {
        assertThat(Files.readString(Path.of("docker/Dockerfile")))
                .contains("\nUSER 10001:10001\n")
                .contains("\nHEALTHCHECK ")
                .contains("extract --layers");
        assertThat(Files.isExecutable(Path.of("docker/healthcheck.sh"))).isTrue();
    }

    private static String variable(String property) {
        return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> service(String name) throws IOException {
        Map<String, Object> compose = new Yaml().load(Files.readString(COMPOSE));
        return (Map<String, Object>) ((Map<String, Object>) compose.get("services")).get(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> environment(String service) throws IOException {
        return (Map<String, String>) service(service).get("environment");
    }
}
