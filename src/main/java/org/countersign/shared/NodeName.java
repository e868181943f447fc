package org.countersign.shared;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives each server a name by which people tell it from the others on the same database: the setting
 * {@code countersign.node}, or else the machine's name and four digits drawn at this start.
 */
class NodeName implements EnvironmentPostProcessor {

    private static final String SETTING = "countersign.node";
    private static final int LONGEST = 48;
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9.-]");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var given = environment.getProperty(SETTING, "").strip();
        if (given.isEmpty()) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("name of this server", Map.of(SETTING, drawn(machine()))));
        } else if (!ALLOWED.matcher(given).matches()) {
            throw new StartRefused(
                    "A server cannot be called \"" + given + "\".",
                    "Set COUNTERSIGN_NODE to at most 64 letters, digits, dots, hyphens and underscores.");
        }
    }

    private static String drawn(String machine) {
        var name = OTHERS.matcher(machine).replaceAll("-");
        return (name.length() > LONGEST ? name.substring(0, LONGEST) : name)
                + "-%04x".formatted(new SecureRandom().nextInt(1 << 16));
    }

    private static String machine() {
        var told = System.getenv("HOSTNAME");
        if (told != null && !told.isBlank()) {
            return told.strip();
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "server";
        }
    }
}
