package org.countersign.purchasing;

import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Why a line does not go on while the rest of its requisition does.
 *
 * @param by who rejected it
 * @param reason their words
 */
public record LineRejection(UserId by, @Nullable String reason) {}
