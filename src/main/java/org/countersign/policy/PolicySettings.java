package org.countersign.policy;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who lets a changed decision table come into force. Set with {@code countersign.policy.*}.
 *
 * @param releasers id of the group of which another member than the author releases a change
 * @param releaseAlone whether, in an emergency, the author may release alone; all administrators are told then
 */
@ConfigurationProperties("countersign.policy")
public record PolicySettings(
        @DefaultValue("administrator") String releasers,
        @DefaultValue("false") boolean releaseAlone) {}
