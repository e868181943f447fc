package org.countersign.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** Port to where decision tables come into force: every deployment of them there was, and the next one. */
public interface PolicyDeployments {

    /** How many versions of a table there are. */
    long count(String key);

    /** Versions of a table, the latest first. */
    List<Version> versions(String key, int from, int most);

    /** A version of a table; empty where there is none. */
    Optional<Version> version(String key, int version);

    /**
     * Why a file would not be deployed in the place of another, in words for people; empty where nothing is against it.
     *
     * @param xml the file as it shall be
     * @param former the file that it takes the place of: what else is in it has to stay as it is
     */
    List<String> refusals(String key, String xml, String former);

    /**
     * Lets a change come into force, in the caller's transaction.
     *
     * @return the version that it is
     */
    int deploy(PolicyChange change);

    /**
     * A version of a table and the deployment that it came with.
     *
     * @param change id of the change that it was released by; null where it came another way
     * @param shipped whether the product brought it
     * @param by who deployed it, where the engine knows
     * @param former the version before; null where there is none
     * @param name of the deployment
     * @param source of the deployment, as whoever deployed it named that
     */
    record Version(
            String key,
            int version,
            Instant at,
            @Nullable Integer former,
            @Nullable String change,
            boolean shipped,
            @Nullable UserId by,
            @Nullable String name,
            @Nullable String source) {}
}
