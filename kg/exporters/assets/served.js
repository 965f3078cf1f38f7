"use strict";(()=>{globalThis.kgSource=void 0;})();
