package org.countersign.console.web.requisition;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.countersign.console.DocumentAccess;
import org.countersign.console.page.FileAnswer;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.PageModel;
import org.countersign.console.page.Uploads;
import org.countersign.purchasing.RequisitionAttachments;
import org.countersign.shared.Actor;
import org.countersign.shared.Rule.Refusal;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Files on the page of a requisition. Scripts send them one by one to the same addresses as the form does. */
@Controller
class AttachmentPageController {

    private final DocumentAccess access;
    private final RequisitionAttachments attachments;
    private final RequisitionPageController page;
    private final PageModel pages;

    AttachmentPageController(
            DocumentAccess access,
            RequisitionAttachments attachments,
            RequisitionPageController page,
            PageModel pages) {
        this.access = access;
        this.attachments = attachments;
        this.page = page;
        this.pages = pages;
    }

    @GetMapping("/requisitions/{number}/attachments/{attachment}")
    ResponseEntity<byte[]> show(@PathVariable String number, @PathVariable String attachment, Actor actor) {
        var file = attachments.content(access.requisition(number, actor).number(), attachment);
        return FileAnswer.of(
                file.attachment().name(), file.attachment().type(), file.content(), CacheControl.noStore());
    }

    @PostMapping("/requisitions/{number}/attachments")
    String add(
            @PathVariable String number,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var requisition = access.requisition(number, actor);
        var say = pages.words();
        try {
            var added = attachments.add(requisition.number(), Uploads.of(files), actor);
            redirect.addFlashAttribute("done", say.text("requisitions.attachments.added", added.size()));
            return "redirect:/requisitions/" + number;
        } catch (RuleViolation refused) {
            if (refused.rule().refusal() == Refusal.FORBIDDEN) {
                throw refused;
            }
            response.setStatus(Problems.statusOf(refused).value());
            var sentence = say.sentence(refused);
            return page.show(requisition, actor, FormProblems.of("files", sentence, sentence), null, model);
        }
    }

    @PostMapping("/requisitions/{number}/attachments/{attachment}/removal")
    String remove(
            @PathVariable String number, @PathVariable String attachment, Actor actor, RedirectAttributes redirect) {
        var requisition = access.requisition(number, actor);
        var say = pages.words();
        try {
            var removed = attachments.remove(requisition.number(), attachment, actor);
            redirect.addFlashAttribute("done", say.text("requisitions.attachments.removed", removed.name()));
        } catch (RuleViolation refused) {
            if (refused.rule().refusal() == Refusal.FORBIDDEN) {
                throw refused;
            }
            redirect.addFlashAttribute("refused", say.sentence(refused));
        }
        return "redirect:/requisitions/" + number;
    }
}
