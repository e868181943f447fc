package org.countersign.workflow.blocks;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The services that models may call; none as shipped. Set with {@code countersign.http-services.<name>.url}.
 *
 * @param httpServices by the name that models use
 */
@ConfigurationProperties("countersign")
record HttpServices(@DefaultValue Map<String, HttpService> httpServices) {

    /**
     * One of them.
     *
     * @param url what every address of it begins with
     * @param authorization what is sent as the header of this name, such as {@code Bearer ...}
     * @param timeout how long one call of it may take, from the connection to the last byte that is read
     */
    record HttpService(
            URI url,
            @Nullable String authorization,
            @DefaultValue("10s") Duration timeout) {

        /** The step holds its job and a connection of the database until the service has answered. */
        private static final Duration LONGEST = Duration.ofSeconds(60);

        HttpService {
            if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "countersign.http-services...timeout is " + timeout.toMillis() + " ms; it may be 1 ms to "
                                + LONGEST.toSeconds() + " s, for a connection of the database waits with it");
            }
        }
    }
}
