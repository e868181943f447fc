// Charts of figures. The table beside each chart says the same, for those who do not see it.
const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(name).trim();
const number = new Intl.NumberFormat(document.documentElement.lang || "en");

for (const canvas of document.querySelectorAll("canvas[data-chart]")) {
  const { labels, values } = JSON.parse(canvas.dataset.figures);
  const across = canvas.dataset.chart === "ranking";
  const amounts = { beginAtZero: true, grid: { color: colour("--line") }, ticks: { color: colour("--soft"), precision: 0, maxTicksLimit: 6, callback: (value) => number.format(value) } };
  const names = { grid: { display: false }, ticks: { color: colour("--ink"), autoSkip: false } };
  new Chart(canvas, {
    type: "bar",
    data: { labels, datasets: [{ data: values, backgroundColor: colour("--accent"), borderRadius: 4, maxBarThickness: 36 }] },
    options: {
      indexAxis: across ? "y" : "x",
      animation: false,
      maintainAspectRatio: false,
      locale: document.documentElement.lang || "en",
      plugins: { legend: { display: false } },
      scales: across ? { x: amounts, y: names } : { x: { ...names, ticks: { ...names.ticks, autoSkip: true } }, y: amounts },
    },
  });
}
