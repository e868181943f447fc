package org.countersign.policy;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who lets a changed decision table come into force. Set with {@code countersign.policy.*}.
 *
 * @param releasers id of the group of which another member than the author releases a change
 * @param remindAfterDays working days after which whoever releases is reminded, and again each time as many days later; by
 *     then the task is due. 0 reminds nobody
 * @param releaseAlone whether, in an emergency, the author may release alone; all administrators are told then
 */
@ConfigurationProperties("countersign.policy")
public record PolicySettings(
        @DefaultValue("administrator") String releasers,
        @DefaultValue("false") boolean releaseAlone,
        @DefaultValue("2") int remindAfterDays) {}
