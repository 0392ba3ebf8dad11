import{createRequire as galleyRequire}from'node:module';const require=galleyRequire(import.meta.url);
import{isGalleyError}from"./chunk-KN2F5UIC.js";function isMissing(error){return isGalleyError(error)&&error.code==="forge-not-found"}export{isMissing};
