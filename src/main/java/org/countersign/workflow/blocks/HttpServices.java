package org.countersign.workflow.blocks;

import java.net.URI;
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
     */
    record HttpService(URI url, @Nullable String authorization) {}
}
