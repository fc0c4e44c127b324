/* Reading QR codes from a video: the browser's own detector, else the one brought along. */
(() => {
  "use strict";
  /* root names the script and its wasm in data-reader and data-wasm; returns (video, canvas) => texts */
  window.qrReader = async (root) => {
    if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async (video) => (await detector.detect(video)).map((code) => code.rawValue);
    }
    await new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = root.dataset.reader;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
    window.ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => root.dataset.wasm } });
    return async (video, canvas) => {
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      const picture = canvas.getContext("2d", { willReadFrequently: true });
      picture.drawImage(video, 0, 0);
      const data = picture.getImageData(0, 0, canvas.width, canvas.height);
      const codes = await window.ZXingWASM.readBarcodes(data, { formats: ["QRCode"], tryHarder: true });
      return codes.map((code) => code.text);
    };
  };
})();
