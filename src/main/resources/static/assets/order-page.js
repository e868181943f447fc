// The order's PDF beside its figures: read when it is asked for; on a desk that is at once. Phones show no PDF inside a page
// and open it in a page of its own.
document.querySelectorAll("[data-paper]").forEach((paper) => {
  const show = () => {
    if (!paper.open || paper.querySelector("iframe")) {
      return;
    }
    const frame = document.createElement("iframe");
    frame.title = paper.dataset.title;
    frame.src = paper.dataset.src;
    paper.append(frame);
  };
  paper.addEventListener("toggle", show);
  if (navigator.pdfViewerEnabled === false || matchMedia("(max-width: 47.98rem)").matches) {
    paper.hidden = true;
    return;
  }
  const seen = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      seen.disconnect();
      paper.open = true;
      show();
    }
  }, { rootMargin: "200px" });
  seen.observe(paper);
});
