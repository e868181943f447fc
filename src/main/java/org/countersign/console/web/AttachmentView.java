package org.countersign.console.web;

import java.time.Instant;
import org.countersign.purchasing.RequisitionAttachment;
import org.countersign.shared.UserId;

/**
 * An attachment as REST clients see it.
 *
 * @param mediaType by its bytes
 * @param sha256 of its bytes, in hexadecimal digits
 * @param href where its bytes are
 */
record AttachmentView(
        String id,
        String name,
        String mediaType,
        int size,
        String sha256,
        Instant addedAt,
        UserId addedBy,
        String href) {

    static AttachmentView of(RequisitionAttachment attachment) {
        return new AttachmentView(
                attachment.id(),
                attachment.name(),
                attachment.type().mediaType(),
                attachment.size(),
                attachment.sha256(),
                attachment.addedAt(),
                attachment.addedBy(),
                "/api/v1/requisitions/" + attachment.requisition() + "/attachments/" + attachment.id());
    }
}
