package org.countersign.console.web.requisition;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A requisition as it stands in the form: everything as it was typed, so that nothing of it is lost. */
public class RequisitionForm {

    private String version = "";
    private String token = "";
    private String copiedFrom = "";
    private boolean copyAttachments;
    private String title = "";
    private String costCenter = "";
    private String currency = "";
    private String neededBy = "";
    private String urgency = "normal";
    private String location = "";
    private String project = "";
    private String jobCode = "";
    private String department = "";
    private String justification = "";
    private String paste = "";
    private List<LineForm> lines = new ArrayList<>();

    /** An empty form. */
    public RequisitionForm() {}

    /** Takes blank lines out, so that the numbers of messages and of lines agree; one stays at least. */
    void tidy() {
        lines.removeIf(line -> line == null || line.isBlank());
        if (lines.isEmpty()) {
            lines.add(new LineForm());
        }
    }

    /** The lines. */
    public List<LineForm> getLines() {
        return lines;
    }

    /** Sets the lines. */
    public void setLines(List<LineForm> lines) {
        this.lines = lines;
    }

    /** The version that was read before writing; empty for a new one. */
    public String getVersion() {
        return version;
    }

    /** Sets the version that was read before writing; empty for a new one. */
    public void setVersion(@Nullable String version) {
        this.version = text(version);
    }

    /** What tells a second click from a second requisition. */
    public String getToken() {
        return token;
    }

    /** Sets what tells a second click from a second requisition. */
    public void setToken(@Nullable String token) {
        this.token = text(token);
    }

    /** Number of the requisition that the form was filled from. */
    public String getCopiedFrom() {
        return copiedFrom;
    }

    /** Sets number of the requisition that the form was filled from. */
    public void setCopiedFrom(@Nullable String copiedFrom) {
        this.copiedFrom = text(copiedFrom);
    }

    /** Whether the files of the requisition that it was copied from are copied too; they are not, unless it is said. */
    public boolean isCopyAttachments() {
        return copyAttachments;
    }

    /** Whether the files are copied too. */
    public void setCopyAttachments(boolean copyAttachments) {
        this.copyAttachments = copyAttachments;
    }

    /** What it is about. */
    public String getTitle() {
        return title;
    }

    /** Sets what it is about. */
    public void setTitle(@Nullable String title) {
        this.title = text(title);
    }

    /** Name and code of the cost centre that pays. */
    public String getCostCenter() {
        return costCenter;
    }

    /** Sets name and code of the cost centre that pays. */
    public void setCostCenter(@Nullable String costCenter) {
        this.costCenter = text(costCenter);
    }

    /** ISO 4217 code. */
    public String getCurrency() {
        return currency;
    }

    /** Sets ISO 4217 code. */
    public void setCurrency(@Nullable String currency) {
        this.currency = text(currency);
    }

    /** When everything is needed. */
    public String getNeededBy() {
        return neededBy;
    }

    /** Sets when everything is needed. */
    public void setNeededBy(@Nullable String neededBy) {
        this.neededBy = text(neededBy);
    }

    /** low, normal or high. */
    public String getUrgency() {
        return urgency;
    }

    /** Sets low, normal or high. */
    public void setUrgency(@Nullable String urgency) {
        this.urgency = text(urgency);
    }

    /** Where it is to be delivered. */
    public String getLocation() {
        return location;
    }

    /** Sets where it is to be delivered. */
    public void setLocation(@Nullable String location) {
        this.location = text(location);
    }

    /** The project it is for. */
    public String getProject() {
        return project;
    }

    /** Sets the project it is for. */
    public void setProject(@Nullable String project) {
        this.project = text(project);
    }

    /** The job it is for. */
    public String getJobCode() {
        return jobCode;
    }

    /** Sets the job it is for. */
    public void setJobCode(@Nullable String jobCode) {
        this.jobCode = text(jobCode);
    }

    /** Code of the department. */
    public String getDepartment() {
        return department;
    }

    /** Sets code of the department. */
    public void setDepartment(@Nullable String department) {
        this.department = text(department);
    }

    /** Why it is asked for. */
    public String getJustification() {
        return justification;
    }

    /** Sets why it is asked for. */
    public void setJustification(@Nullable String justification) {
        this.justification = text(justification);
    }

    /** Rows of a spreadsheet that are not lines yet. */
    public String getPaste() {
        return paste;
    }

    /** Sets rows of a spreadsheet that are not lines yet. */
    public void setPaste(@Nullable String paste) {
        this.paste = text(paste);
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
