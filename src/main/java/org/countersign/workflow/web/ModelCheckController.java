package org.countersign.workflow.web;

import static org.countersign.shared.RuleViolation.check;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.web.PayloadTooLarge;
import org.countersign.workflow.config.ModelChecks;
import org.countersign.workflow.models.Finding;
import org.countersign.workflow.models.ModelCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** What would become of models if somebody deployed them. */
@RestController
@Tag(name = "Models")
@RequestMapping("/api/v1/models")
class ModelCheckController {

    private static final int MOST_FILES = 50;
    private static final int LARGEST = 2 * 1024 * 1024;

    private final ObjectProvider<ModelChecks> checks;

    ModelCheckController(ObjectProvider<ModelChecks> checks) {
        this.checks = checks;
    }

    /**
     * One thing that was found.
     *
     * @param element its id, null where it is the file as a whole
     * @param line null where unknown
     * @param severity {@code error}: it would not be deployed; or {@code warning}
     */
    record FindingView(
            String file,
            @Nullable String element,
            @Nullable Integer line,
            String severity,
            String rule,
            String message,
            String advice) {

        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.file(),
                    finding.element(),
                    finding.line() == 0 ? null : finding.line(),
                    word(finding.severity()),
                    word(finding.rule()),
                    finding.message(),
                    finding.advice());
        }

        private static String word(Object constant) {
            return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The files as parts named {@code files}. Nothing is deployed. */
    @Operation(summary = "Checks processes, decisions and forms as one deployment, and deploys nothing")
    @PostMapping(path = "/check", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    List<FindingView> checkAll(@RequestPart List<MultipartFile> files, Actor actor) throws IOException {
        actor.mustBeIn(Group.PROCESS_ANALYST, Group.ADMINISTRATOR);
        check(!files.isEmpty() && files.size() <= MOST_FILES, ModelCheckRule.FILES_NEEDED, MOST_FILES);
        var sources = new ArrayList<ModelCheck.Source>();
        for (var file : files) {
            if (file.getSize() > LARGEST) {
                throw new PayloadTooLarge(LARGEST);
            }
            var name = Objects.requireNonNullElse(file.getOriginalFilename(), file.getName());
            sources.add(new ModelCheck.Source(name, file.getBytes()));
        }
        var findings = checks.getObject().checkWithoutDeploying(sources);
        findings.stream()
                .filter(finding -> finding.rule().equals(ModelChecks.BOMB))
                .findFirst()
                .ifPresent(bomb -> check(false, ModelCheckRule.FILE_LIKE_A_BOMB, bomb.file(), bomb.message()));
        return findings.stream().map(FindingView::of).toList();
    }
}
