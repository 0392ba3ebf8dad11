import{createRequire as galleyRequire}from'node:module';const require=galleyRequire(import.meta.url);
import{otherEvents,readOtherEvent}from"./chunk-4C3R2JYR.js";import"./chunk-KP3S7YKH.js";import"./chunk-KN2F5UIC.js";import"./chunk-J5BNCRNT.js";export{otherEvents,readOtherEvent};
